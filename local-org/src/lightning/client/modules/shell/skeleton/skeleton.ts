import { api, LightningElement } from 'lwc';

/** Grey blocks in the shape of what is about to appear. `lines` is how many. */
export default class Skeleton extends LightningElement {
  @api lines = 4;
  @api label = 'Loading';

  get rows(): { key: number; style: string }[] {
    return Array.from({ length: Number(this.lines) }, (_unused, key) => ({
      key,
      style: `height: 1rem; margin-bottom: 0.75rem; width: ${[92, 74, 83, 60][key % 4]}%`
    }));
  }
}
