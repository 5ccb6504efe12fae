import { toId18 } from '../values/index.ts';
import { ApiError, methodNotAllowed } from './api-error.ts';
import { resetPassword, setPassword } from './passwords.ts';
import { objectBody, type ApiRequest, type ApiResponse } from './request.ts';

/**
 * `sobjects/User/<Id>/password`: whether a password is too old (here it never is), setting one and having one made up.
 * @throws ApiError INSUFFICIENT_ACCESS for another user's password without the right, INVALID_NEW_PASSWORD, INVALID_CROSS_REFERENCE_KEY
 */
export function passwordResource(request: ApiRequest, idText: string): ApiResponse {
  const id = toId18(idText);
  const { access } = request.org;
  if (id !== request.user.id && !access.hasUserPermission(request.user, 'ResetPasswords')) {
    throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'You do not have permission to view this record.');
  }
  switch (request.method) {
    case 'GET':
      return { status: 200, body: { isExpired: false } };
    case 'POST': {
      const { NewPassword: password } = objectBody(request);
      setPassword(request.org, id, typeof password === 'string' ? password : '');
      return { status: 204 };
    }
    case 'DELETE':
      return { status: 200, body: { NewPassword: resetPassword(request.org, id) } };
    default:
      throw methodNotAllowed(request.method, ['DELETE', 'GET', 'HEAD', 'POST']);
  }
}
