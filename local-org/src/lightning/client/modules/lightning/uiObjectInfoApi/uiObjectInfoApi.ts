import { fieldOf, objectInfo } from '@local-org/object-info';
import { splitField } from '@local-org/records';
import { FetchError } from '@local-org/rest';
import { WireAdapter, type WireConfig } from '@local-org/wire';

function objectName(reference: unknown): string {
  if (reference && typeof reference === 'object' && 'objectApiName' in reference)
    return String(reference.objectApiName);
  return String(reference);
}

export class getObjectInfo extends WireAdapter {
  protected override fetch(config: WireConfig): Promise<unknown> {
    return objectInfo(objectName(config.objectApiName));
  }
}

export class getObjectInfos extends WireAdapter {
  protected override async fetch(config: WireConfig): Promise<unknown> {
    const names = Array.isArray(config.objectApiNames) ? config.objectApiNames : [];
    const results = await Promise.all(
      names.map(async (name) => ({ statusCode: 200, result: await objectInfo(objectName(name)) }))
    );
    return { results };
  }
}

function entries(values: readonly { label: string; value: string }[]): object[] {
  return values.map(({ label, value }) => ({ attributes: null, label, validFor: [], value }));
}

export class getPicklistValues extends WireAdapter {
  protected override async fetch(config: WireConfig): Promise<unknown> {
    const reference = splitField(config.fieldApiName);
    const field = fieldOf(await objectInfo(reference.objectName), reference.path);
    if (!field) {
      throw new FetchError(400, 'Bad Request', {
        statusCode: 400,
        errorCode: 'INVALID_FIELD',
        message: `No field ${reference.path}`
      });
    }
    const initial = field.picklistValues.find(({ defaultValue }) => defaultValue);
    return {
      controllerValues: {},
      defaultValue: initial ? entries([initial])[0] : null,
      url: '',
      values: entries(field.picklistValues)
    };
  }
}

export class getPicklistValuesByRecordType extends WireAdapter {
  protected override async fetch(config: WireConfig): Promise<unknown> {
    const info = await objectInfo(objectName(config.objectApiName));
    const fields = Object.values(info.fields).filter(({ picklistValues }) => picklistValues.length > 0);
    return {
      picklistFieldValues: Object.fromEntries(
        fields.map((field) => [
          field.apiName,
          { controllerValues: {}, defaultValue: null, values: entries(field.picklistValues) }
        ])
      )
    };
  }
}
