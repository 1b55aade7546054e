// A panel behind a button stands at the end of the document: Streamlit leaves a keyboard to walk there through the whole page.
// Tab leads from the button into its panel and from its last stop on to what follows the button; Escape leads back to the button.
document.addEventListener("keydown", event => {
  const panel = document.querySelector("[data-testid=stPopoverBody]");
  const button = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
  if (!panel || !button || !["Tab", "Escape"].includes(event.key)) return;
  const stops = [...panel.querySelectorAll("a[href], button, input, textarea, summary, [tabindex='0']")]
    .filter(stop => !stop.disabled && stop.checkVisibility());
  const here = document.activeElement, back = event.shiftKey;
  if (event.key === "Escape") {
    if (panel.contains(here)) button.focus();
  } else if (here === button && !back && stops.length) {
    event.preventDefault();
    stops[0].focus();
  } else if (here === stops[0] && back) {
    event.preventDefault();
    button.focus();
  } else if (here === stops.at(-1) && !back) {
    button.focus();   // and the browser goes on from there
  }
}, true);
