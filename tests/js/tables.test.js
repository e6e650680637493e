import assert from "node:assert/strict";
import test from "node:test";

import { annotationsOf } from "../../static/js/review/tables.js";

const digits = (digit) => digit.repeat(32);
const key = (digit) => [8, 4, 4, 4, 12].map((length) => digit.repeat(length)).join("-");

test("the tables of a page become the annotations that the API would give", () => {
  const tables = {
    annotations: {
      columns: ["version", "start", "end", "exact", "label", "id", "review", "text"],
      rows: [
        [3, 0, 3, "The", "framing", digits("a"), digits("1"), digits("7")],
        [1, 4, 8, "sea,", "framing", digits("b"), digits("2"), digits("7")],
      ],
    },
    evidence: {
      columns: ["version", "kind", "exact", "relation", "id", "annotation", "text"],
      rows: [
        [1, "passage", "A", "altered", digits("c"), digits("a"), digits("8")],
        [2, "searched, not found", "", "", digits("d"), digits("a"), null],
      ],
    },
    tags: { columns: ["annotation", "name"], rows: [[digits("b"), "tone"], [digits("b"), "water"]] },
    searched: { columns: ["evidence", "text"], rows: [[digits("d"), digits("8")]] },
  };
  const reviewers = { [key("1")]: "ada", [key("2")]: "bob" };
  const place = { label: "framing", text: key("7") };
  assert.deepEqual(annotationsOf(tables, reviewers), [
    {
      id: key("a"), etag: '"3"', review: key("1"), reviewer: "ada", ...place, start: 0, end: 3, exact: "The", tags: [],
      evidence: [
        { id: key("c"), etag: '"1"', kind: "passage", exact: "A", relation: "altered", text: key("8"), searched: [] },
        { id: key("d"), etag: '"2"', kind: "searched, not found", exact: "", relation: "", text: null, searched: [key("8")] },
      ],
    },
    {
      id: key("b"), etag: '"1"', review: key("2"), reviewer: "bob", ...place, start: 4, end: 8, exact: "sea,",
      tags: ["tone", "water"], evidence: [],
    },
  ]);
});
