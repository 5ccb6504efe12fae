import { DATALOAD } from './formats.ts';
import type { ApiResponse } from '../request.ts';
import { toXml } from '../soap.ts';

/** An error in the shape of the Bulk API 1.0, which knows no status but 400. */
export class AsyncApiError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const XML = { 'content-type': 'application/xml;charset=UTF-8' };

/** Members under an element of the API's namespace, or as JSON. */
export function infoAnswer(status: number, element: string, value: object, json: boolean): ApiResponse {
  if (json) {
    return { status, body: value };
  }
  const text = toXml(element, value).replace(`<${element}>`, `<${element} xmlns="${DATALOAD}">`);
  return { status, headers: XML, body: Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${text}`) };
}

export function errorAnswer(code: string, message: string, json: boolean): ApiResponse {
  return infoAnswer(400, 'error', { exceptionCode: code, exceptionMessage: message }, json);
}
