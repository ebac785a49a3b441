/* Copy buttons: data-copy names the field, data-copied is what the button says afterwards. */
addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.querySelector(button.dataset.copy);
  const text = field.value ?? field.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    field.select?.(); // no permission: the person can still copy what is selected
    return;
  }
  const label = button.lastChild;
  const before = label.textContent;
  if (before === button.dataset.copied) return;
  button.setAttribute("aria-live", "polite");
  label.textContent = button.dataset.copied;
  setTimeout(() => { label.textContent = before; }, 2000);
});
