// What an app would write, over types that openapi-typescript makes of the API document. It is compiled, never run:
// `./broadsheet test` fails when the document stops saying what this relies on.
import type { components, operations } from "../../../target/clients/broadsheet";

type Article = components["schemas"]["Article"];
type Block = components["schemas"]["Block"];
type Patch = components["schemas"]["ArticlePatch"];
type Bulk = components["schemas"]["BulkRequest"];

export function teaser(article: Article): string {
  const standfirst: string[] = article.standfirst ?? [];
  return [article.headline ?? "", ...standfirst].join("\n");
}

/** The body has the form that was asked for. */
export function paragraphs(article: Article): string[] {
  const blocks = (article.body ?? []) as Block[];
  return blocks.flatMap((block) => (block.type === "paragraph" ? [block.spans.map((span) => span.text).join("")] : []));
}

/** A key that is left out stays, null removes. */
export const patch: Patch = {
  kicker: null,
  standfirst: ["One paragraph."],
  authors: ["ada-lindqvist", { slug: "tomas-reyl", role: "reporter" }],
  tags: ["topic/shipping"],
  lead: { id: "019a8149-5740-7ab2-8000-5c1be06d4f21" },
  blocks: [{ type: "paragraph", spans: [{ text: "The first boat left at six." }] }],
};

// @ts-expect-error: without a section there is no article
export const unfinished: components["schemas"]["ArticleForm"] = { headline: "Ferries return" };

export const bulk: Bulk = {
  atomic: true,
  operations: [
    { op: "publish", id: "019a8149-5740-7ab2-8000-5c1be06d4f21", version: 3 },
    { op: "create", article: { headline: "Ferries return", section: "world" } },
  ],
};

export function nextPage(
  list: components["schemas"]["ArticleList"],
  query: NonNullable<operations["listArticles"]["parameters"]["query"]>,
): NonNullable<operations["listArticles"]["parameters"]["query"]> | null {
  return list.page.next === undefined ? null : { ...query, cursor: list.page.next };
}
