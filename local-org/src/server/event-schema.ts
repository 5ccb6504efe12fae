import type { FieldSchema, ObjectSchema } from '../metadata/index.ts';
import { NotImplementedError } from '../values/index.ts';
import { ApiError, notFound } from './api-error.ts';
import { reading } from './org-resources.ts';
import { requireObject } from './records.ts';
import type { ApiRequest, ApiResponse } from './request.ts';
import { schemaId } from './streaming/index.ts';

type Format = 'EXPANDED' | 'COMPACT';

/**
 * `sobjects/<Event>/eventSchema`: the fields of a platform event as Avro describes a record, or as the Streaming API delivers it.
 * @throws ApiError NOT_FOUND for another object, INVALID_FIELD for an unknown payloadFormat
 * @see REST API Developer Guide, Platform Event Schema by Event Name
 */
export function eventSchema(request: ApiRequest, object: ObjectSchema): ApiResponse {
  if (object.kind !== 'platformEvent') {
    throw notFound();
  }
  return reading(() => ({ status: 200, body: schemaOf(object, formatOf(request)) }))(request);
}

/** `event/eventSchema/<id>`: by the id that delivered events name. @throws ApiError NOT_FOUND */
export function eventSchemaById(request: ApiRequest): ApiResponse {
  const [, part = '', id, ...more] = request.path;
  const found = [...request.org.schema.objects()].find(
    (object) => object.kind === 'platformEvent' && schemaId(object.name, customFields(object)) === id
  );
  if (part.toLowerCase() !== 'eventschema' || !found || more.length > 0) {
    throw notFound();
  }
  return eventSchema(request, requireObject(request, found.name));
}

/** Versions before 43.0 know the compact format alone, and take no parameter. */
function formatOf({ parameters, base }: ApiRequest): Format {
  const given = parameters.get('payloadFormat');
  const choosable = Number(/v(\d+)/.exec(base)?.[1]) >= 43;
  if (given === null) {
    return choosable ? 'EXPANDED' : 'COMPACT';
  }
  if (!choosable || (given !== 'EXPANDED' && given !== 'COMPACT')) {
    throw new ApiError(400, 'INVALID_FIELD', `Invalid value for payloadFormat: ${given}`);
  }
  return given;
}

function customFields(object: ObjectSchema): FieldSchema[] {
  return [...object.fields.values()].filter(({ custom }) => custom);
}

function schemaOf(object: ObjectSchema, format: Format): object {
  const custom = customFields(object);
  const fields = [
    { name: 'CreatedDate', type: format === 'COMPACT' ? 'long' : 'string', doc: 'CreatedDate:DateTime' },
    { name: 'CreatedById', type: 'string', doc: 'CreatedBy:EntityId' },
    ...custom.map((field) => {
      const [type, doc] = avroType(field, format);
      return { name: field.name, type: ['null', type], doc: `Data:${doc}`, default: null };
    })
  ];
  const head = { name: object.name, namespace: 'com.sforce.eventbus' };
  if (format === 'COMPACT') {
    return { ...head, type: 'record', fields, uuid: schemaId(object.name, custom) };
  }
  const event = { type: 'record', name: 'Event', fields: [{ name: 'replayId', type: 'long' }] };
  const parts = [
    { name: 'schema', type: 'string' },
    { name: 'payload', type: { type: 'record', name: 'Payload', doc: '', fields } },
    { name: 'event', type: event }
  ];
  return {
    ...head,
    type: 'expanded-record',
    fields: [
      { name: 'data', type: { type: 'record', name: 'Data', namespace: '', fields: parts } },
      { name: 'channel', type: 'string' }
    ]
  };
}

/** The type of a field's values and what they are; clients are told not to rely on the latter. */
function avroType({ name, type }: FieldSchema, format: Format): [type: string, doc: string] {
  switch (type) {
    case 'double':
      return ['double', 'Double'];
    case 'boolean':
      return ['boolean', 'Boolean'];
    case 'datetime':
      return [format === 'COMPACT' ? 'long' : 'string', 'DateTime'];
    case 'date':
      if (format === 'COMPACT') {
        throw new NotImplementedError(`the compact schema of the date field ${name}`);
      }
      return ['string', 'DateOnly'];
    default:
      return ['string', 'Text'];
  }
}
