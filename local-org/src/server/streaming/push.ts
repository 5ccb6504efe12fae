import { ApiError, methodNotAllowed } from '../api-error.ts';
import type { ObjectSchema } from '../../metadata/index.ts';
import { findById } from '../records.ts';
import { inTransaction, isRecord, objectBody, type ApiRequest, type ApiResponse } from '../request.ts';

const LONGEST_PAYLOAD = 3000;

/** `sobjects/StreamingChannel/<Id>/push`: events of a generic channel; `GET` tells whether anyone listens. @throws ApiError */
export function pushResource(request: ApiRequest, object: ObjectSchema, id: string): ApiResponse {
  const named = { ...request, parameters: new URLSearchParams({ fields: 'Id,Name' }) };
  const name = String(findById(named, object, id).fields.get('name') ?? '');
  if (request.method === 'GET') {
    return { status: 200, body: { OnlineUserIds: [], ChannelName: name } };
  }
  if (request.method !== 'POST') {
    throw methodNotAllowed(request.method, ['GET', 'HEAD', 'POST']);
  }
  const { pushEvents } = objectBody(request);
  const events = (Array.isArray(pushEvents) ? pushEvents : []).filter(isRecord);
  if (events.length === 0) {
    throw new ApiError(400, 'JSON_PARSER_ERROR', 'pushEvents is missing');
  }
  const long = events.find(({ payload }) => String(payload).length > LONGEST_PAYLOAD);
  if (long) {
    throw new ApiError(400, 'INVALID_FIELD', `The payload exceeds ${LONGEST_PAYLOAD} characters`);
  }
  const { org } = request;
  inTransaction(request, () => {
    for (const { payload, userIds } of events) {
      const now = org.clock.now();
      const event = {
        payload: String(payload ?? ''),
        createdDate: new Date(now).toISOString(),
        userIds: Array.isArray(userIds) ? userIds.map(String) : []
      };
      org.eventBus.store.add(name, JSON.stringify(event), now);
    }
  });
  return { status: 200, body: events.map(() => ({ fanoutCount: -1, userOnlineStatus: {} })) };
}
