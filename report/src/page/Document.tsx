/** One self-contained HTML file: nothing is fetched, nothing is run, everything is escaped. */

import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import { htmlLanguage, type Language } from "../words/language.ts";
import { messagesOf } from "../words/messages.ts";
import { pageStyle } from "./style.ts";

/** The page may not load anything from anywhere; the browser enforces it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

interface DocumentProps {
  readonly language: Language;
  readonly title: string;
  /** Rules that only this page needs. */
  readonly style?: string;
  readonly children: ComponentChildren;
}

function Document({ language, title, style = "", children }: DocumentProps) {
  return (
    <html lang={htmlLanguage(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: pageStyle + style }} />
      </head>
      <body>
        <a class="skip" href="#answer">
          {messagesOf(language).page.skip}
        </a>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** The text of the file. */
export const renderDocument = (props: DocumentProps): string => `<!doctype html>\n${renderToString(Document(props))}\n`;
