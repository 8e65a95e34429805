/** The lesson's claims with their verdicts: a sign and a word for each, never colour alone. */

import type { ClaimRecord, Verdict } from "nabla/race";
import { claimFindings, claimSentence, claimTitle, verdictSign } from "../words/claims.ts";
import type { Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { Rows } from "./parts.tsx";

interface ClaimsTableProps {
  readonly claims: readonly ClaimRecord[];
  readonly language: Language;
}

const badgeClass: Record<Verdict, string> = {
  holds: "badge holds",
  "does not hold": "badge fails",
  inconclusive: "badge open",
  "not tested": "badge",
};

function Claim({ claim, language }: { readonly claim: ClaimRecord; readonly language: Language }) {
  const { claims, labels } = messagesOf(language);
  const numbers = claimFindings(claim, language);
  return (
    <div class="claim">
      <div class="head">
        <span class={badgeClass[claim.verdict]}>
          <span aria-hidden="true">{verdictSign[claim.verdict]} </span>
          {labels.verdict[claim.verdict]}
        </span>
        <h3>{`${claim.id} · ${claimTitle(claim.id, language)}`}</h3>
      </div>
      <p>{claimSentence(claim, language)}</p>
      {numbers.length > 0 && (
        <details>
          <summary>{claims.details}</summary>
          <Rows rows={numbers} />
        </details>
      )}
    </div>
  );
}

export function ClaimsTable({ claims, language }: ClaimsTableProps) {
  return (
    <div>
      {claims.map((claim) => (
        <Claim key={claim.id} claim={claim} language={language} />
      ))}
    </div>
  );
}
