// The annotations as the page brings them: tables, as the database gives them (annotate/tables.py). No DOM.

import { hyphenated } from "./api.js";

const KEYS = ["id", "review", "text", "annotation", "evidence"];

/** What the API gives for a column: its name, and what makes of a cell the value. */
function given(column) {
  if (column === "version") return ["etag", (version) => `"${version}"`];
  return [column, KEYS.includes(column) ? (cell) => cell && hyphenated(cell) : (cell) => cell];
}

/** The rows of a table as objects. There may be thousands, and the page waits for them. */
function objects({ columns, rows }) {
  const fields = columns.map(given);
  return rows.map((row) => {
    const object = {};
    for (let at = 0; at < row.length; at += 1) object[fields[at][0]] = fields[at][1](row[at]);
    return object;
  });
}

/** The objects that have the same value in a column, by that value. */
function groups(table, column) {
  const found = new Map();
  for (const object of objects(table)) {
    const others = found.get(object[column]);
    if (others) others.push(object);
    else found.set(object[column], [object]);
  }
  return found;
}

/** The annotations with their tags and evidence, as the API gives them; `reviewers` are names by review. */
export function annotationsOf({ annotations, evidence, tags, searched }, reviewers) {
  const tagsOf = groups(tags, "annotation");
  const evidenceOf = groups(evidence, "annotation");
  const searchedFor = groups(searched, "evidence");
  const proof = ({ annotation: _annotation, ...rest }) => ({
    ...rest,
    searched: (searchedFor.get(rest.id) ?? []).map(({ text }) => text),
  });
  return objects(annotations).map((annotation) =>
    Object.assign(annotation, {
      reviewer: reviewers[annotation.review],
      tags: (tagsOf.get(annotation.id) ?? []).map(({ name }) => name),
      evidence: (evidenceOf.get(annotation.id) ?? []).map(proof),
    }),
  );
}
