import type { ComponentCheck } from './check-types.ts';
import { childrenNamed } from './elements.ts';
import { table } from '../common/index.ts';

/** Greatest lengths of texts by type and element (Object Reference and Metadata API Developer Guide). */
const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = table({
  CustomObject: table({ label: 40, pluralLabel: 40, description: 1000 }),
  CustomPermission: table({ label: 80, description: 255 }),
  PermissionSet: table({ label: 80, description: 255 }),
  RecordType: table({ label: 80, description: 255 }),
  Report: table({ name: 40, description: 255 }),
  ValidationRule: table({ errorMessage: 255, description: 255 })
});
const LABEL_LIMITS: Readonly<Record<string, number>> = table({ fullName: 80, shortDescription: 80, value: 1000 });

/** Texts that are longer than the org can keep. */
export const checkLengths: ComponentCheck = ({ root, component, report }) => {
  for (const [element, limit] of Object.entries(LIMITS[component.type] ?? {})) {
    for (const found of childrenNamed(root, element)) {
      if (found.text.length > limit) {
        report(`Value too long for field: ${element} maximum length is:${limit}`, found);
      }
    }
  }
};

/** The texts of custom labels. */
export const checkLabels: ComponentCheck = ({ root, report }) => {
  for (const label of childrenNamed(root, 'labels')) {
    for (const [element, limit] of Object.entries(LABEL_LIMITS)) {
      for (const found of childrenNamed(label, element)) {
        if (found.text.length > limit) {
          report(`Value too long for field: ${element} maximum length is:${limit}`, found);
        }
      }
    }
  }
};
