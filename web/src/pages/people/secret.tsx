// A field for a new password, which may be shown, and proposed.
import { useSignal, type Signal } from "@preact/signals";
import { wordsOf } from "@/lib/words";
import { Button } from "@/parts/basics";
import own from "./words.json";

const t = wordsOf(own);
const SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is taken for another
const GROUPS = 5;

/** Make a password by chance: five groups of four, about 98 bits. */
export function proposed(): string {
  const picked = Array.from({ length: GROUPS * 4 }, pick);
  return Array.from({ length: GROUPS }, (_, n) => picked.slice(4 * n, 4 * n + 4).join("")).join("-");
}

function pick(): string {
  const most = 256 - (256 % SIGNS.length);
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte! < most) return SIGNS[byte! % SIGNS.length]!; // no sign is likelier than another
  }
}

export function Secret({ label, value }: { label: string; value: Signal<string> }) {
  const shown = useSignal(false);
  const propose = () => {
    value.value = proposed();
    shown.value = true;
  };
  return (
    <div class="field">
      <label class="field">
        <span class="field-label">{label}</span>
        <input
          type={(shown.value ? "text" : "password") as "text"}
          dir="auto"
          autocomplete="new-password"
          required
          minLength={12}
          maxLength={500}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
        />
        <span class="field-hint">{t("password_hint")}</span>
      </label>
      <div class="row">
        <Button onClick={propose}>{t("propose")}</Button>
        <Button tone="quiet" pressed={shown.value} onClick={() => (shown.value = !shown.value)}>{t("show")}</Button>
      </div>
    </div>
  );
}
