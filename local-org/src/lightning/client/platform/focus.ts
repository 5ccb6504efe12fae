/** Where the focus has been, the last place at the end: what opens a dialog is often gone by the time it closes. */
const trail: HTMLElement[] = [];
const LONGEST = 8;

window.addEventListener(
  'focusin',
  (event) => {
    const [target] = event.composedPath();
    if (target instanceof HTMLElement && target !== document.body) {
      trail.push(target);
      if (trail.length > LONGEST) trail.shift();
    }
  },
  true
);

/** Remembers where the focus is; the answer puts it back there, or to the nearest earlier place that is still on the page. */
export function rememberFocus(): () => void {
  const places = [...trail].reverse();
  return () => {
    const place = places.find((element) => element.isConnected && element.getClientRects().length > 0);
    place?.focus();
  };
}
