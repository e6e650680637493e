// Two versions of one thing, to choose from: what is typed here, and what another window has stored meanwhile.

const { gettext } = globalThis;

function fieldNames() {
  return {
    exact: gettext("Passage"),
    label: gettext("Label"),
    severity: gettext("Severity"),
    confidence: gettext("Confidence"),
    rationale: gettext("Rationale"),
    neutral_wording: gettext("Neutral wording"),
    tags: gettext("Tags"),
    relation: gettext("Relation"),
  };
}

/** The box for the outbox's entry under a path, with the fields that differ; inWords(field, value) says how one reads. */
export function conflictBox(path, { current, body }, inWords) {
  const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  const isGone = !current || current.deleted;
  box.dataset.path = path;
  const words = body
    ? gettext("This was changed in another window. Nothing is lost: choose which one stays.")
    : gettext("This was changed in another window before you deleted it: choose what is to be.");
  box.querySelector("[data-words]").textContent = isGone ? gettext("This was deleted in another window.") : words;
  box.querySelector("table").hidden = isGone || !body;
  if (isGone || !body) return box;
  for (const [field, name] of Object.entries(fieldNames())) {
    if (!(field in body) || JSON.stringify(body[field]) === JSON.stringify(current[field])) continue;
    const row = box.querySelector("tbody").insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.textContent = name;
    row.append(head);
    for (const side of [body, current]) row.insertCell().textContent = inWords(field, side[field]);
  }
  return box;
}
