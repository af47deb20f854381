// Saved searches.
import { Dialog } from "@/parts/basics";
import { wordsOf } from "@/lib/words";
import own from "./words.json";

const t = wordsOf(own);

/** Searches that were kept. */
export function Saved({ onClose }: { onClose: () => void }) {
  return <Dialog title={t("saved")} onClose={onClose}><p>{t("saved_none")}</p></Dialog>;
}
