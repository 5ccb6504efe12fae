import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { runTests } from '../../src/testing/index.ts';
import { createRestContext, restResponse } from '../../src/platform/services/rest-context.ts';
import { parseCsv } from '../../src/platform/services/test-data.ts';
import { Org } from '../../src/org/index.ts';

const source = [join(import.meta.dirname, 'fixtures/services/main')];

test('Apex sees the services as Salesforce documents them', async () => {
  const org = Org.open({ source });
  assert.deepEqual(org.compileErrors, []);
  const { tests } = await runTests(org);
  assert.deepEqual(
    tests
      .filter(({ outcome }) => outcome !== 'Pass')
      .map(({ className, methodName, message }) => `${className}.${methodName}: ${message}`),
    []
  );
  assert.equal(tests.length, 14);
});

test('a REST call keeps the bytes of its body and finds headers whatever their case', () => {
  const org = Org.open({ source });
  const body = Uint8Array.from([0xff, 0x00, 0x7b]);
  org.run({ user: org.users.administrator() }, () => {
    createRestContext(org.program, {
      httpMethod: 'POST',
      requestURI: '/x',
      resourcePath: '/services/apexrest/x',
      remoteAddress: '127.0.0.1',
      headers: { 'X-Signature': 'abc' },
      params: { store: 'a' },
      body
    });
    assert.equal(restResponse(org.program)?.statusCode, null);
  });
});

test('call-outs reach the network only if the configuration says so', async () => {
  // A server in a thread of its own: a call-out blocks this one.
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:http').createServer((request, response) => {
       response.writeHead(418, { 'x-method': request.method });
       request.pipe(response);
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true }
  );
  const port = await new Promise<number>((resolve) => worker.once('message', resolve));
  const send = (org: Org): unknown =>
    org.run({ user: org.users.administrator() }, () => {
      const rt = org.program;
      const request = rt.construct('system.httprequest', []);
      rt.invoke(request, 'setEndpoint', [`http://127.0.0.1:${port}/`]);
      rt.invoke(request, 'setMethod', ['PUT']);
      rt.invoke(request, 'setBody', ['grüße']);
      const response = rt.invoke(rt.construct('system.http', []), 'send', [request]);
      return [
        rt.invoke(response, 'getStatusCode', []),
        rt.invoke(response, 'getHeader', ['X-Method']),
        rt.invoke(response, 'getBody', [])
      ];
    });
  try {
    assert.throws(() => send(Org.open({ source })), /Unauthorized endpoint/);
    assert.deepEqual(send(Org.open({ source, config: { callouts: true } })), [418, 'PUT', 'grüße']);
  } finally {
    await worker.terminate();
  }
});

test('CSV with quotes, line breaks and empty cells', () => {
  assert.deepEqual(parseCsv('\uFEFFa,b\r\n"x ""y""\nz",\n\n'), [
    ['a', 'b'],
    ['x "y"\nz', '']
  ]);
});
