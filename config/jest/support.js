/** What the components' tests have in common. */

/** As many turns as a call, its answer and the drawing of it need. */
exports.settle = () => Array.from({ length: 8 }).reduce((before) => before.then(() => undefined), Promise.resolve());

/** The text of an element and of the components within it, spaces joined. */
function textOf(node) {
  if (node.nodeType === 3) {
    return node.textContent;
  }
  const children = [...(node.shadowRoot ? node.shadowRoot.childNodes : []), ...node.childNodes];
  return children.map(textOf).join(' ');
}
exports.textOf = (element) => textOf(element).replace(/\s+/g, ' ').trim();

/** All elements that match, in the components within too. */
function deep(root, selector) {
  const scope = root.shadowRoot ?? root;
  const own = [...scope.querySelectorAll(selector)];
  const inner = [...scope.querySelectorAll('*')].filter((child) => child.shadowRoot);
  return [...own, ...inner.flatMap((child) => deep(child, selector))];
}
exports.findAll = (element, selector) => [...new Set(deep(element, selector))];
exports.find = (element, selector) => {
  const [found] = exports.findAll(element, selector);
  if (!found) {
    throw new Error(`nothing matches ${selector}`);
  }
  return found;
};
