/** Where the built page stands. */
export const PAGE: string
/** Every text of the page, by its key, in each language. */
export function pageTexts(): Readonly<Record<string, { readonly fr: string; readonly en: string }>>
/** Builds the page into `folder`, or into {@link PAGE}. */
export function buildWeb(folder?: string): Promise<void>
