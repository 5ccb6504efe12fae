import assert from 'node:assert/strict';
import { it } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const PARTITION = {
  'cachePartitions/Rates.cachePartition-meta.xml':
    '<PlatformCachePartition><isDefaultPartition>true</isDefaultPartition><masterLabel>Rates</masterLabel></PlatformCachePartition>'
};
const LOADER = apexClass(
  'RateLoader',
  `public class RateLoader implements Cache.CacheBuilder {
    public static Integer loads = 0;
    public Object doLoad(String key) { loads++; return key + loads; }
  }`
);

it('a builder is asked once, and its value kept apart from others of that key', async () => {
  const org = openProject(
    PARTITION,
    LOADER,
    apexClass(
      'CacheTest',
      `@IsTest private class CacheTest {
        @IsTest static void loadsOnce() {
          PlatformCachePartition row = [SELECT DeveloperName, IsDefaultPartition FROM PlatformCachePartition];
          Assert.isTrue(row.IsDefaultPartition);
          Cache.OrgPartition part = Cache.Org.getPartition('local.' + row.DeveloperName);
          part.put('eur', 'plain');
          Assert.areEqual('eur1', part.get(RateLoader.class, 'eur'));
          Assert.areEqual('eur1', part.get(RateLoader.class, 'eur'));
          Assert.areEqual('plain', part.get('eur'));
          Assert.areEqual(2, part.getNumKeys());
          Assert.isTrue(part.getKeys().toString().contains('RateLoader'));
          part.remove(RateLoader.class, 'eur');
          Assert.areEqual('plain', part.get('eur'));
          Assert.areEqual('eur2', part.get(RateLoader.class, 'eur'));
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), []);
});

it('only a test that sees all data may reach ConnectApi, which is missing by name', async () => {
  const org = openProject(
    apexClass(
      'SiloTest',
      `@IsTest private class SiloTest {
        @IsTest static void apart() {
          try { ConnectApi.ChatterUsers.getFollowings(null, 'me'); Assert.fail('reached'); }
          catch (UnsupportedOperationException e) { Assert.isTrue(e.getMessage().contains('data siloed tests')); }
        }
        @IsTest(SeeAllData=true) static void seeing() {
          try { ConnectApi.ChatterUsers.getFollowings(null, 'me'); }
          catch (Exception e) { Assert.fail('nothing may be caught'); }
        }
      }`
    )
  );
  assert.deepEqual(await failuresOf(org), [
    'SiloTest.seeing: NotImplementedError: Not implemented in the local org: ConnectApi.ChatterUsers.getFollowings'
  ]);
});
