/** Units in layers, whatever the units are: one may use those of its own layer and of the layers below. */

export interface Use {
  /** The unit that uses another one, as it is named to the reader. */
  readonly unit: string;
  readonly layer: string;
  readonly used: string;
  readonly usedLayer: string;
}

/**
 * @param unitLayers layers of all units
 * @param layers from the bottom up
 * @param verb what a unit does with one that it uses
 * @returns one sentence per use that goes up, and per layer that is not listed
 */
export function layeringFaults(
  unitLayers: Iterable<string>,
  uses: Iterable<Use>,
  layers: readonly string[],
  verb: string
): string[] {
  const level = new Map(layers.map((layer, index) => [layer, index]));
  const faults = new Set<string>();
  for (const layer of unitLayers) {
    if (!level.has(layer)) {
      faults.add(`${layer} is no layer`);
    }
  }
  for (const { unit, layer, used, usedLayer } of uses) {
    const own = level.get(layer);
    const other = level.get(usedLayer);
    if (own !== undefined && other !== undefined && other > own) {
      faults.add(`${unit} ${verb} ${used} of ${usedLayer}`);
    }
  }
  return [...faults].sort();
}
