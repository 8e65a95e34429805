/** The page that the address names, once its part of the program is here. */

import { useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Words } from "../words/index.ts";
import type { Page } from "./address.ts";
import { address } from "./currentAddress.ts";
import { pageParts } from "./pageParts.ts";

type Loaded =
  | { readonly page: Page; readonly component: ComponentType }
  | { readonly page: Page; readonly failure: string };

export function ShownPage({ words }: { readonly words: Words }) {
  const loaded = useSignal<Loaded | null>(null);
  useSignalEffect(() => {
    const { page } = address.value;
    if (loaded.peek()?.page === page) return;
    pageParts[page]().then(
      (component) => {
        if (address.peek().page === page) loaded.value = { page, component };
      },
      (reason: unknown) => {
        loaded.value = { page, failure: String(reason) };
      },
    );
  });
  const shown = loaded.value;
  if (shown === null || shown.page !== address.value.page) return <p role="status">{words.loading}</p>;
  if ("failure" in shown) {
    return (
      <p class="notice" role="alert">
        {words.notLoaded} {shown.failure}
      </p>
    );
  }
  const Page = shown.component;
  return <Page />;
}
