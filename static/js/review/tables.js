// The annotations as the page brings them: tables, as the database gives them (annotate/tables.py). No DOM.

import { hyphenated } from "./api.js";

const KEYS = ["id", "review", "text", "annotation", "evidence"];

/** The rows of a table as objects, with keys as they are written elsewhere. */
function objects({ columns, rows }) {
  const isKey = columns.map((column) => KEYS.includes(column));
  const value = (cell, at) => (isKey[at] && cell ? hyphenated(cell) : cell);
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, value(row[at], at)])));
}

/** The objects that have the same value in a column, by that value. */
function groups(table, column) {
  const found = new Map();
  for (const object of objects(table)) {
    if (!found.has(object[column])) found.set(object[column], []);
    found.get(object[column]).push(object);
  }
  return found;
}

/** The annotations with their tags and evidence, as the API gives them; `reviewers` are names by review. */
export function annotationsOf({ annotations, evidence, tags, searched }, reviewers) {
  const tagsOf = groups(tags, "annotation");
  const evidenceOf = groups(evidence, "annotation");
  const searchedFor = groups(searched, "evidence");
  const proof = ({ version, annotation: _annotation, ...rest }) => ({
    ...rest,
    etag: `"${version}"`,
    searched: (searchedFor.get(rest.id) ?? []).map(({ text }) => text),
  });
  return objects(annotations).map(({ version, ...rest }) => ({
    ...rest,
    etag: `"${version}"`,
    reviewer: reviewers[rest.review],
    tags: (tagsOf.get(rest.id) ?? []).map(({ name }) => name),
    evidence: (evidenceOf.get(rest.id) ?? []).map(proof),
  }));
}
