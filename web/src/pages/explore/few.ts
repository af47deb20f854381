import type { NetworkOut } from "@/lib/api";

/** Up to so many incidents each is drawn as a node of its own; beyond, a line says how many two actors share. */
const FEW = 60;

/** Whether the incidents of a network are drawn themselves. */
export function few(network: NetworkOut): boolean {
  return network.incidents.length <= FEW && network.left_out === 0;
}
