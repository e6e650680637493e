// The dialog that asks which of several annotations at one place is meant.

const SHOWN = 90;

/** Offer annotations {id, label, exact}, in this order; choose(id) is called with the one that is taken. */
export function chooseOne(annotations, labels, choose) {
  const dialog = document.querySelector("[data-choose]");
  const choices = annotations.map(({ id, label, exact }) => {
    const button = document.createElement("button");
    button.type = "button";
    const { root, name } = labels.get(label);
    const tag = document.createElement("span");
    tag.className = "lab";
    tag.dataset.label = root;
    tag.textContent = name;
    const quote = document.createElement("bdi");
    quote.textContent = exact.length > SHOWN ? `${exact.slice(0, SHOWN - 1)}…` : exact;
    button.append(tag, quote);
    button.addEventListener("click", () => {
      dialog.close();
      choose(id);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  dialog.querySelector("ul").replaceChildren(...choices);
  dialog.showModal();
}
