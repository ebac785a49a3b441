/* Players of other sites: loaded when the reader asks for one, not before. Without this the link leads to the site. */
addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-player]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement("iframe");
  frame.src = link.dataset.player + (link.dataset.player.includes("?") ? "&" : "?") + "autoplay=1";
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // the players refuse to start for nobody
  frame.tabIndex = -1;
  link.replaceWith(frame);
  frame.focus();
});
