import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Org, readOrgConfig } from '../../src/index.ts';
import { setCredentialTargets } from '../../src/engine/named-credentials.ts';
import { startServer, type LocalOrgServer } from '../../src/server/index.ts';
import { writeProject } from '../dml/org-double.ts';
import { apexClass } from '../support/apex-project.ts';
import { inPackage, projectFiles } from './support.ts';

const CALLER = apexClass(
  'Caller',
  `public class Caller {
    public static String ask(String endpoint, String header) {
      HttpRequest request = new HttpRequest();
      request.setEndpoint(endpoint); request.setMethod('POST'); request.setHeader('X-Given', header); request.setBody('{!$Credential.Password}');
      try { return new Http().send(request).getBody(); } catch (CalloutException e) { return e.getMessage(); }
    }
    public static String askAfterDml(String endpoint) { insert new Account(Name='a'); return ask(endpoint, 'x'); }
    public static String askOften(String endpoint) {
      for (Integer i = 0; i < 101; i++) { try { new Http().send(new HttpRequest()); } catch (CalloutException e) { } }
      return 'no limit';
    }
  }`
);

const CREDENTIALS = {
  'namedCredentials/Shop.namedCredential-meta.xml': `<NamedCredential><allowMergeFieldsInBody>false</allowMergeFieldsInBody><allowMergeFieldsInHeader>true</allowMergeFieldsInHeader><calloutStatus>Enabled</calloutStatus><generateAuthorizationHeader>true</generateAuthorizationHeader><label>Shop</label><namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url</parameterType><parameterValue>https://shop.example.com</parameterValue></namedCredentialParameters><namedCredentialParameters><externalCredential>Shop_Login</externalCredential><parameterName>ExternalCredential</parameterName><parameterType>Authentication</parameterType></namedCredentialParameters><namedCredentialParameters><parameterName>X-Fixed</parameterName><parameterType>HttpHeader</parameterType><parameterValue>fixed</parameterValue></namedCredentialParameters><namedCredentialType>SecuredEndpoint</namedCredentialType></NamedCredential>`,
  'externalCredentials/Shop_Login.externalCredential-meta.xml': `<ExternalCredential><authenticationProtocol>Custom</authenticationProtocol><label>Shop Login</label><externalCredentialParameters><parameterGroup>Main</parameterGroup><parameterName>Main</parameterName><parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber></externalCredentialParameters><externalCredentialParameters><parameterGroup>DefaultGroup</parameterGroup><parameterName>X-Token</parameterName><parameterType>AuthHeader</parameterType><parameterValue>{!$Credential.Shop_Login.Token}</parameterValue><sequenceNumber>1</sequenceNumber></externalCredentialParameters></ExternalCredential>`,
  'permissionsets/Shop_Access.permissionset-meta.xml': `<PermissionSet><label>Shop Access</label><externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>Shop_Login-Main</externalCredentialPrincipal></externalCredentialPrincipalAccesses></PermissionSet>`
};

const USERS = {
  admin: { username: 'admin@example.com', lastName: 'Admin', profile: 'System Administrator' },
  shop: {
    username: 'shop@example.com',
    lastName: 'Shop',
    profile: 'System Administrator',
    permissionSets: ['Shop_Access']
  }
};

interface Echo {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

describe('named credentials', () => {
  let echo: ChildProcess;
  let url = '';
  let org: Org;
  before(async () => {
    echo = spawn(process.execPath, [join(import.meta.dirname, 'echo-server.ts')], {
      stdio: ['ignore', 'pipe', 'inherit']
    });
    const port = await new Promise<string>((resolve) =>
      echo.stdout?.once('data', (data: Buffer) => resolve(String(data).trim()))
    );
    url = `http://127.0.0.1:${port}`;
    const source = writeProject({ ...projectFiles([]), ...inPackage({ ...CALLER, ...CREDENTIALS }) });
    org = Org.open({
      source: [source],
      config: { users: USERS, namedCredentials: { Plain: { url: `${url}/base`, headers: { 'X-Key': 'k' } } } }
    });
    assert.deepEqual(org.compileErrors, []);
  });
  after(async () => {
    echo.kill();
    await org.close();
  });

  const call = (user: keyof typeof USERS, method: string, ...args: string[]): string => {
    const found = org.users.byUsername(USERS[user].username);
    assert.ok(found);
    return String(org.run({ user: found }, () => org.program.callStatic('caller', method, args)));
  };
  const ask = (user: keyof typeof USERS, endpoint: string, header = 'given'): Echo =>
    JSON.parse(call(user, 'ask', endpoint, header)) as Echo;

  it('lead to a target on this machine, with its headers', () => {
    const seen = ask('admin', 'callout:Plain/orders.json?limit=1');
    assert.equal(seen.url, '/base/orders.json?limit=1');
    assert.equal(seen.headers['x-key'], 'k');
    assert.equal(seen.headers['x-given'], 'given');
    assert.equal(seen.body, '{!$Credential.Password}');
  });

  it('take headers of Apex before their own, and fill merge fields only where that is allowed', () => {
    const secrets = { Username: 'ada', Password: 'pw' };
    const target = { url, headers: { 'x-given': 'own' }, credential: secrets };
    setCredentialTargets(org.settings, { Plain: target });
    assert.equal(
      ask('admin', 'callout:plain', '{!$Credential.Username}').headers['x-given'],
      '{!$Credential.Username}'
    );
    setCredentialTargets(org.settings, {
      Plain: { ...target, allowMergeFieldsInHeader: true, allowMergeFieldsInBody: true }
    });
    const seen = ask('admin', 'callout:plain', '{!$Credential.Username}');
    assert.equal(seen.headers['x-given'], 'ada');
    assert.equal(seen.body, 'pw');
    setCredentialTargets(org.settings, { Plain: null });
    assert.equal(ask('admin', 'callout:Plain').url, '/base');
  });

  it('that do not exist are refused as on the platform', () => {
    assert.equal(
      call('admin', 'ask', 'callout:Nothing/x', 'y'),
      `The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "Nothing" might not exist.`
    );
  });

  it('want access to a principal of their external credential, of administrators too', () => {
    setCredentialTargets(org.settings, { Shop: { url, credential: { 'Shop_Login.Token': 't0' } } });
    assert.equal(
      call('admin', 'ask', 'callout:Shop/x', 'y'),
      `We couldn't access the credential(s). You might not have the required permissions, or the external credential "Shop_Login" might not exist.`
    );
    const seen = ask('shop', 'callout:Shop/x');
    assert.deepEqual([seen.url, seen.headers['x-fixed'], seen.headers['x-token']], ['/x', 'fixed', 't0']);
    setCredentialTargets(org.settings, { Shop: null });
    assert.match(call('shop', 'ask', 'callout:Shop/x', 'y'), /^Unauthorized endpoint/);
  });

  it('keep to the limits of call-outs', () => {
    assert.match(call('admin', 'askAfterDml', 'callout:Plain'), /^You have uncommitted work pending/);
    assert.throws(() => call('admin', 'askOften', ''), /Too many callouts: 101/);
  });

  it('of the configuration lead to this machine alone', () => {
    for (const [address, isGood] of [
      ['http://localhost:1', true],
      ['http://[::1]:1', true],
      ['https://example.com', false],
      ['http://127.0.0.1.example.com', false]
    ] as const) {
      const root = writeProject({
        'config/local-org.json': JSON.stringify({ namedCredentials: { A: { url: address } } })
      });
      const read = (): unknown => readOrgConfig(root);
      if (isGood) {
        assert.doesNotThrow(read, address);
      } else {
        assert.throws(read, /namedCredentials\.A\.url must be an address of this machine/, address);
      }
    }
  });

  it('are set by an administrator while the org runs', async () => {
    const server: LocalOrgServer = await startServer(org, { port: 0 });
    try {
      const admin = org.users.byUsername(USERS.admin.username);
      assert.ok(admin);
      const token = server.sessions.open(admin.id);
      const send = async (method: string, body?: unknown, bearer = token) =>
        fetch(`${server.url}/local-org/named-credentials`, {
          method,
          headers: { authorization: `Bearer ${bearer}` },
          ...(body !== undefined && { body: JSON.stringify(body) })
        });
      const set = await send('POST', { Later: { url, headers: { 'X-Secret': 's' } } });
      assert.equal(set.status, 200);
      assert.deepEqual(await set.json(), { namedCredentials: { Plain: { url: `${url}/base` }, Later: { url } } });
      assert.equal(ask('admin', 'callout:Later/a').headers['x-secret'], 's');
      assert.equal((await send('POST', { Later: { url: 'https://example.com' } })).status, 400);
      assert.equal((await send('POST', { Later: { url, headers: { a: 1 } } })).status, 400);
      assert.equal((await send('POST', {})).status, 400);
      assert.equal((await send('DELETE')).status, 405);
      assert.equal((await send('GET', undefined, 'nobody')).status, 401);
    } finally {
      await server.close();
    }
  });
});
