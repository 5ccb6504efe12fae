import { JsonSyntaxError, JsonTokenizer } from './tokenizer.ts';
import type { JsonToken } from './tokenizer.ts';

/** A parsed JSON value. Numbers keep their text, so that no digit is lost. */
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string' | 'int' | 'float'; readonly text: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

/** Reads the value that begins with `token`, which has just been taken from the tokenizer. */
export function readNode(tokenizer: JsonTokenizer, token: JsonToken): JsonNode {
  switch (token.type) {
    case 'START_OBJECT': {
      const entries: [string, JsonNode][] = [];
      for (let next = tokenizer.next(); next && next.type !== 'END_OBJECT'; next = tokenizer.next()) {
        entries.push([next.text, readNode(tokenizer, tokenizer.next()!)]);
      }
      return { kind: 'object', entries };
    }
    case 'START_ARRAY': {
      const items: JsonNode[] = [];
      for (let next = tokenizer.next(); next && next.type !== 'END_ARRAY'; next = tokenizer.next()) {
        items.push(readNode(tokenizer, next));
      }
      return { kind: 'array', items };
    }
    case 'VALUE_STRING':
      return { kind: 'string', text: token.text };
    case 'VALUE_NUMBER_INT':
      return { kind: 'int', text: token.text };
    case 'VALUE_NUMBER_FLOAT':
      return { kind: 'float', text: token.text };
    case 'VALUE_TRUE':
    case 'VALUE_FALSE':
      return { kind: 'boolean', value: token.type === 'VALUE_TRUE' };
    case 'VALUE_NULL':
      return { kind: 'null' };
    default:
      throw new JsonSyntaxError(`Unexpected token ${token.type}`);
  }
}

/** Parses a text that holds one JSON value; what follows the value is not looked at. */
export function parseJson(text: string): JsonNode {
  const tokenizer = new JsonTokenizer(text);
  const first = tokenizer.next();
  if (!first) {
    throw new JsonSyntaxError('No content to map to Object due to end of input');
  }
  return readNode(tokenizer, first);
}
