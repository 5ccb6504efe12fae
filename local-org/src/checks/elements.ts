import type { PlacedElement } from '../metadata/index.ts';

/** The first child of a name. */
export function childNamed(element: PlacedElement | undefined, name: string): PlacedElement | undefined {
  return element?.children.find((child) => child.name === name);
}

export function childrenNamed(element: PlacedElement | undefined, name: string): PlacedElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** Text of the first child of a name; undefined when it is absent or empty. */
export function textNamed(element: PlacedElement | undefined, name: string): string | undefined {
  return childNamed(element, name)?.text || undefined;
}

/** All elements of a name below an element, however deep, in document order. */
export function descendantsNamed(element: PlacedElement, name: string): PlacedElement[] {
  return element.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsNamed(child, name)
  ]);
}
