// A dossier to read: the reports as tabs. The search links to a paragraph of one: #text-<key>-<where it begins>.

import { Tabs } from "./tabs.js";

const list = document.querySelector("[data-tabs]");
const tabs = list && new Tabs(list);

function goToAddress() {
  const [, id, start] = location.hash.match(/^#text-([\da-f-]{36})(?:-(\d+))?$/) ?? [];
  const text = id && document.getElementById(`text-${id}`);
  if (!text) return;
  if (tabs?.has(id)) tabs.select(id);
  (text.querySelector(`[data-start="${start}"]`) ?? text).scrollIntoView({ block: "center" });
}

document.documentElement.dataset.reviewReady = "";
goToAddress();
addEventListener("hashchange", goToAddress);
