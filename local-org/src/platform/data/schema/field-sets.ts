import { type FieldSchema, type ObjectSchema, childrenOf, textOf, type XmlElement } from '../../../metadata/index.ts';
import { type Engine, platformClass } from '../../../engine/index.ts';
import { PlatformObject } from '../../../values/index.ts';
import { resolveField } from '../../../soql/index.ts';
import { listOf, readOnlyMembers } from '../support.ts';
import { displayType } from './field-facts.ts';
import { fieldToken, objectToken } from './tokens.ts';

/** `Schema.FieldSet`. */
class FieldSet extends PlatformObject {
  readonly $type = 'schema.fieldset';
  readonly object: ObjectSchema;
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly members: readonly FieldSetMember[];

  constructor(object: ObjectSchema, name: string, data: XmlElement, members: readonly FieldSetMember[]) {
    super();
    this.object = object;
    this.name = name;
    this.label = textOf(data, 'label') ?? name;
    this.description = textOf(data, 'description') ?? null;
    this.members = members;
  }
}

class FieldSetMember extends PlatformObject {
  readonly $type = 'schema.fieldsetmember';
  readonly object: ObjectSchema;
  readonly field: FieldSchema;
  readonly path: string;
  readonly isRequired: boolean;

  constructor(object: ObjectSchema, field: FieldSchema, path: string, isRequired: boolean) {
    super();
    this.object = object;
    this.field = field;
    this.path = path;
    this.isRequired = isRequired;
  }
}

/** The field sets that the project's metadata defines on an object. */
export function fieldSetsOf(rt: Engine, object: ObjectSchema): FieldSet[] {
  const prefix = `${object.name.toLowerCase()}.`;
  return rt.org.metadata.components
    .filter(({ type, fullName }) => type === 'FieldSet' && fullName.toLowerCase().startsWith(prefix))
    .map(({ fullName, data }) => {
      const members = childrenOf(data, 'displayedFields').map((item) => member(rt, object, item));
      return new FieldSet(object, fullName.slice(prefix.length), data, members);
    });
}

function member(rt: Engine, object: ObjectSchema, item: XmlElement): FieldSetMember {
  const path = textOf(item, 'field') ?? '';
  const found = resolveField({ schema: rt.org.schema, object, aliases: new Map() }, path.split('.'), 0);
  return new FieldSetMember(found.object ?? object, found.field, path, textOf(item, 'isRequired') === 'true');
}

export const fieldSetClasses = [
  platformClass({
    name: 'Schema.FieldSet',
    statics: {
      forName: (rt, objectName: string, fieldSetName: string) =>
        fieldSetsOf(rt, objectToken(rt, objectName).object).find(
          (set) => set.name.toLowerCase() === fieldSetName.toLowerCase()
        ) ?? null
    },
    ...readOnlyMembers<FieldSet>({
      getDescription: (_rt, self) => self.description,
      getFields: (rt, self) => listOf(rt, 'schema.fieldsetmember', [...self.members]),
      getLabel: (_rt, self) => self.label,
      getName: (_rt, self) => self.name,
      getNameSpace: (rt) => rt.org.metadata.namespace || null,
      getSObjectType: (rt, self) => objectToken(rt, self.object.name)
    })
  }),
  platformClass({
    name: 'Schema.FieldSetMember',
    ...readOnlyMembers<FieldSetMember>({
      getDbRequired: (_rt, self) => self.field.required,
      getFieldPath: (_rt, self) => self.path,
      getLabel: (_rt, self) => self.field.label,
      getRequired: (_rt, self) => self.isRequired || self.field.required,
      getSObjectField: (rt, self) => fieldToken(rt, self.object, self.field),
      getType: (rt, self) => rt.enumValue('schema.displaytype', displayType(self.field))
    })
  })
];
