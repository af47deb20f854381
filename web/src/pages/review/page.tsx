// The review page: a report beside what was made of it; a whole report is done without the mouse.
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, Refused, told, written } from "@/lib/api";
import { may } from "@/lib/me";
import { ask, route } from "@/lib/router";
import { day, wordsOf } from "@/lib/words";
import { Button, Head, Nothing, Quote, Tag, Waiting, Wrong } from "@/parts/basics";
import { Learn } from "@/parts/learn";
import { State } from "@/parts/state";
import { Add } from "./add";
import { Bench } from "./bench";
import { Card, Line } from "./card";
import { AskDay } from "./day";
import { nextReport, settle } from "./deeds";
import { Hints, Says } from "./hints";
import { useReviewKeys } from "./keys";
import { Text } from "./text";
import own from "./words.json";
import "./review.css";

const t = wordsOf(own);

export default function Review({ params }: { params: Record<string, string> }) {
  const bench = useSignal<Bench | null>(null);
  const fault = useSignal("");
  const key = params["key"] ?? "";
  useEffect(() => {
    void load(key).then(
      (made) => (bench.value = made),
      (error) => {
        if (!(error instanceof Refused)) throw error;
        fault.value = error.message;
      },
    );
  }, [key]);
  if (fault.value) return <Wrong>{fault.value}</Wrong>;
  return bench.value ? <Desk bench={bench.value} /> : <Waiting />;
}

async function load(key: string): Promise<Bench> {
  const [report, codes] = await Promise.all([told(api.GET("/api/1/reports/{key}", { params: { path: { key } } })), told(api.GET("/api/1/codebook"))]);
  return new Bench(report, codes, route.peek().query.get("event"));
}

function Desk({ bench }: { bench: Bench }) {
  const report = bench.report.value;
  const asking = useSignal(!report.published && may("code"));
  const wanted = route.value.query.get("event");
  useEffect(() => {
    if (!asking.peek()) bench.toRow.value += 1;
    return () => settle(bench);
  }, []);
  useEffect(() => {
    if (wanted && wanted !== bench.current.peek() && bench.accounts.peek().some((one) => one.event === wanted)) bench.focus(wanted);
  }, [wanted]);
  useEffect(() => void bench.follow(), [written.value]);
  useSignalEffect(() => {
    const event = bench.current.value;
    // When the hand rests: going through events shall not wait for the address.
    const waiting = setTimeout(() => event && event !== route.peek().query.get("event") && ask({ event }), 300);
    return () => clearTimeout(waiting);
  });
  useReviewKeys(bench, () => (asking.value = true));
  return (
    <div class="review">
      <Head title={report.title ?? t("untitled")} count={<Count bench={bench} />}>
        <ReportFacts bench={bench} onDay={() => (asking.value = true)} />
        <State report={report.key} />
      </Head>
      {asking.value && <AskDay bench={bench} onClose={() => ((asking.value = false), (bench.toRow.value += 1))} />}
      {report.notes.length > 0 && <ul class="review-notes small soft">{report.notes.map((note) => <li key={note}><bdi>{note}</bdi></li>)}</ul>}
      <div class="review-panes">
        <div class="review-left">
          <Text bench={bench} />
          <Says bench={bench} />
        </div>
        <Cards bench={bench} />
      </div>
      <Hints bench={bench} />
    </div>
  );
}

function Count({ bench }: { bench: Bench }) {
  return <>{t("left", { n: bench.left.value, all: bench.accounts.value.length })}</>;
}

function ReportFacts({ bench, onDay }: { bench: Bench; onDay: () => void }) {
  const { outlet, published, address, lineage, key } = bench.report.value;
  return (
    <div class="row small">
      {outlet && <bdi>{outlet}</bdi>}
      {may("code") ? <Button tone="quiet" keys="y" onClick={onDay}>{published ? day(published) : t("no_published")}</Button> : <span>{published ? day(published) : t("no_published")}</span>}
      {lineage !== key && <Tag tone="warn"><a href={`/review/${encodeURIComponent(lineage)}`}>{t("copy")}</a></Tag>}
      {address && <Quote class="small soft">{address}</Quote>}
    </div>
  );
}

/** Events are drawn in parts of so many, around the current one: a long report tells of hundreds. */
const PART = 25;

function Cards({ bench }: { bench: Bench }) {
  const accounts = bench.accounts.value;
  const current = bench.current.value;
  const open = bench.open.value;
  const [before, after] = [useSignal(1), useSignal(1)];
  const part = Math.floor(Math.max(0, accounts.findIndex((one) => one.event === current)) / PART);
  const from = Math.max(0, part - before.value) * PART;
  const to = Math.min(accounts.length, (part + 1 + after.value) * PART);
  return (
    <section class="review-cards" aria-label={t("events")}>
      {!accounts.length && !open && <Nothing>{t("no_events")}</Nothing>}
      {from > 0 && <Button tone="quiet" onClick={() => (before.value += 4)}>{t("earlier", { n: from })}</Button>}
      <ol class="events">
        {open?.what === "add" && <Add bench={bench} words={open.words} />}
        {accounts.slice(from, to).map((account, n) =>
          account.event === current ? <Card key={account.event} bench={bench} account={account} n={from + n + 1} of={accounts.length} /> : <Line key={account.event} bench={bench} account={account} />,
        )}
      </ol>
      {to < accounts.length && <Button tone="quiet" onClick={() => (after.value += 4)}>{t("further", { n: accounts.length - to })}</Button>}
      <Learn report={bench.report.value.key} />
      {accounts.length > 0 && bench.left.value === 0 && (
        <div class="review-done">
          <p>{t("all_done")}</p>
          <Button tone="main" keys="a" onClick={() => void nextReport(bench)}>{t("next_report")}</Button>
        </div>
      )}
    </section>
  );
}
