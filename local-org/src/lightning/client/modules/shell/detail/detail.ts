import { api, LightningElement } from 'lwc';
import { factsOf } from '@local-org/facts';
import type { DetailSection, FieldDescription, RecordContext } from '@local-org/shell-types';
import { isVisible } from '@local-org/visibility';

interface Section {
  key: string;
  label: string;
  gridClass: string;
  columns: { key: number; fields: FieldDescription[] }[];
}

/** The record's fields in the sections and columns of its page layout. */
export default class Detail extends LightningElement {
  @api sections: DetailSection[] = [];
  @api context: RecordContext = {};

  get row(): Record<string, unknown> | undefined {
    return this.context.row;
  }

  get shown(): Section[] {
    const facts = factsOf(this.context);
    return this.sections.map((section, index) => ({
      key: `${index}-${section.label}`,
      label: section.label,
      gridClass: section.columns.length === 1 ? 'shell-detail-grid shell-one' : 'shell-detail-grid',
      columns: section.columns.map((fields, key) => ({
        key,
        fields: fields.filter(({ visibility }) => isVisible(visibility, facts))
      }))
    }));
  }
}
