/**
 * A figure that can be taken away: as SVG, as PNG at twice its size, as the CSV of what is drawn, and as the command
 * and the program that make it again.
 */

import { csvOf, type DrawnTable } from "@nabla/report";
import { isValidElement, type VNode } from "preact";
import { useRef, useState } from "preact/hooks";
import { wordsOf } from "../words/index.ts";
import { Code } from "./Code.tsx";
import { address } from "./currentAddress.ts";
import { imageOf, pngOf, save, standaloneSvg } from "./savePicture.ts";
import { isDark } from "./theme.ts";

export interface Repetition {
  /** The line for a shell; null where the command cannot ask for it. */
  readonly command: string | null;
  /** A whole program in TypeScript; null where only the command is known. */
  readonly code: string | null;
}

export interface Reproduction extends Repetition {
  readonly code: string;
}

interface ExportedProps {
  /** A figure of the report's, or something around one. */
  readonly children: VNode;
  /** Stands under the saved picture: the seed, and whatever else fixes what is drawn. */
  readonly note: string;
  readonly reproduce: Repetition;
  /** Where the figure's own table is not the one that is wanted. */
  readonly table?: () => DrawnTable;
}

type Tabled = { readonly table: (props: object) => DrawnTable };

/** The table that the figure inside brings with it; null where there is none. */
function tableOf(node: unknown): (() => DrawnTable) | null {
  if (!isValidElement(node)) return null;
  const { type, props } = node;
  if (typeof type === "function" && "table" in type) return () => (type as unknown as Tabled).table(props);
  return tableOf(props.children);
}

export function Exported({ children, note, reproduce, table }: ExportedProps) {
  const place = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [opened, setOpened] = useState(false);
  const { language, page, part } = address.value;
  const words = wordsOf(language).exports;
  const rows = table ?? tableOf(children);

  const take = async (kind: "svg" | "png" | "csv"): Promise<void> => {
    const svg = place.current?.querySelector<SVGSVGElement>("svg.nabla-figure");
    if (!svg) return;
    const name = [part === "" ? page : part, svg.querySelector("title")?.id.replace(/-title$/, "")].join("-");
    const origin = [note, reproduce.command, location.href].filter((each) => each !== null).join("\n");
    try {
      setFailure(null);
      if (kind === "csv") {
        if (rows !== null) save(new Blob([csvOf(rows())], { type: "text/csv" }), `nabla-${name}.csv`);
      } else {
        const theme = kind === "svg" ? null : isDark() ? "dark" : "light";
        const picture = standaloneSvg(svg, { note, origin, theme });
        save(kind === "svg" ? imageOf(picture) : await pngOf(picture), `nabla-${name}.${kind}`);
      }
    } catch (error) {
      setFailure(String(error));
    }
  };

  return (
    <div class="exported" ref={place}>
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's */}
      <div class="exports" role="group" aria-label={words.figure}>
        {(["svg", "png", ...(rows === null ? [] : (["csv"] as const))] as const).map((kind) => (
          <button key={kind} type="button" title={words.save[kind]} onClick={() => void take(kind)}>
            {kind.toUpperCase()}
          </button>
        ))}
        <details onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
          <summary>{words.reproduce}</summary>
          {opened && (
            <>
              {reproduce.command === null ? (
                <p class="caption">{words.noCommand}</p>
              ) : (
                <Code name={words.command} text={reproduce.command} words={words} />
              )}
              {reproduce.code !== null && <Code name={words.code} text={reproduce.code} words={words} />}
            </>
          )}
        </details>
        {failure !== null && (
          <p class="wrong" role="alert">
            {words.failed} {failure}
          </p>
        )}
      </div>
    </div>
  );
}
