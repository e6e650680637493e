// A dossier to read: the reports as tabs.

import { Tabs } from "./tabs.js";

const list = document.querySelector("[data-tabs]");
if (list) new Tabs(list);
document.documentElement.dataset.reviewReady = "";
