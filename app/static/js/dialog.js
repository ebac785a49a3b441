/* Native dialogs in place of the pages that ask. Without this the links simply lead to those pages. */
addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !event.metaKey && !event.ctrlKey) {
    event.preventDefault();
    dialog.showModal();
    return;
  }
  if (event.target.closest?.("[data-close]")) event.target.closest("dialog")?.close();
  else if (event.target.matches?.("dialog")) event.target.close(); // a press on the backdrop
});
