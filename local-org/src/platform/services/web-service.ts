import { NotImplementedError } from '../../values/index.ts';
import type { ApexList, ApexMap, ApexValue } from '../../values/index.ts';
import { required } from '../core/support.ts';
import { platformClass, type PlatformClass } from '../../engine/index.ts';
import { mockFor } from './mocks.ts';

/** `System.WebServiceCallout`, which classes generated from a WSDL call. Only mocks answer: SOAP is not spoken here. */
export const webServiceClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'System.WebServiceCallout',
    statics: {
      /** `info`: endpoint, SOAP action, namespace and name of the request, namespace, name and type of the response. */
      invoke: (rt, stub: ApexValue, request: ApexValue, response: ApexMap, info: ApexList | null) => {
        rt.tx.limits.use('callouts');
        const [endpoint, action, , requestName, responseNamespace, responseName, responseType] = required(
          rt,
          info
        ).items;
        const mock = mockFor(rt, 'system.webservicemock');
        if (mock !== null) {
          const names = [endpoint, action, requestName, responseNamespace, responseName, responseType];
          rt.invoke(mock, 'doInvoke', [stub, request, response, ...names.map((name) => name ?? null)]);
          return;
        }
        if (rt.tx.isTest) {
          rt.fail('System.TypeException', 'Methods defined as TestMethod do not support Web service callouts');
        }
        throw new NotImplementedError('WebServiceCallout.invoke without a mock');
      }
    }
  })
];
