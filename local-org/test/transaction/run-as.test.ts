import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexClass, failuresOf, openProject } from '../support/apex-project.ts';

const CLASSES = [
  apexClass(
    'RunAsTest',
    `@IsTest private class RunAsTest {
      static User newUser(String profile) {
        Profile p = [SELECT Id FROM Profile WHERE Name = :profile];
        return new User(Alias = 'new', Email = 'new@example.com', EmailEncodingKey = 'UTF-8', LastName = 'Newcomer', LanguageLocaleKey = 'en_US',
          LocaleSidKey = 'en_US', ProfileId = p.Id, TimeZoneSidKey = 'America/Los_Angeles', UserName = profile.deleteWhitespace() + '@runas.example');
      }
      @IsTest static void aUserWhoIsNotSavedYetIsSaved() {
        User u = newUser('Standard User');
        Id outside = UserInfo.getUserId();
        System.runAs(u) {
          Assert.areEqual('Newcomer', UserInfo.getLastName());
          Assert.areNotEqual(outside, UserInfo.getUserId());
        }
        Assert.isNotNull(u.Id);
        Assert.areEqual(outside, UserInfo.getUserId());
        Assert.areEqual(1, [SELECT COUNT() FROM User WHERE Id = :u.Id]);
      }
      @IsTest static void aUserThatCannotBeSavedIsRefused() {
        User u = newUser('Standard User');
        u.LastName = null;
        try { System.runAs(u) { Assert.fail(); } } catch (DmlException e) { Assert.areEqual(StatusCode.REQUIRED_FIELD_MISSING, e.getDmlType(0)); }
      }
      @IsTest static void theProfileSaysWhatKindOfUserItIs() {
        User guest = newUser('Guest License User');
        System.runAs(guest) { Assert.areEqual('Guest', UserInfo.getUserType()); }
        Assert.areEqual('Guest', [SELECT UserType FROM User WHERE Id = :guest.Id].UserType);
        User standard = newUser('Standard User');
        insert standard;
        Assert.areEqual('Standard', [SELECT UserType FROM User WHERE Id = :standard.Id].UserType);
        standard.ProfileId = guest.ProfileId;
        update standard;
        Assert.areEqual('Guest', [SELECT UserType FROM User WHERE Id = :standard.Id].UserType);
      }
      static List<String> profilesByAssignment(Id userId) {
        List<String> names = new List<String>();
        for (PermissionSetAssignment a : [SELECT PermissionSet.Profile.Name FROM PermissionSetAssignment WHERE AssigneeId = :userId AND PermissionSet.IsOwnedByProfile = true]) {
          names.add(a.PermissionSet.Profile.Name);
        }
        return names;
      }
      @IsTest static void usersAreAssignedTheSetOfTheirProfile() {
        Assert.areEqual(new List<String>{ 'System Administrator' }, profilesByAssignment(UserInfo.getUserId()));
        User u = newUser('Standard User');
        insert u;
        Assert.areEqual(new List<String>{ 'Standard User' }, profilesByAssignment(u.Id));
        u.LastName = 'Same';
        update u;
        Assert.areEqual(new List<String>{ 'Standard User' }, profilesByAssignment(u.Id));
        u.ProfileId = [SELECT Id FROM Profile WHERE Name = 'Read Only'].Id;
        update u;
        Assert.areEqual(new List<String>{ 'Read Only' }, profilesByAssignment(u.Id));
      }
    }`
  )
];

test('users of runAs and their permission sets', async () => {
  assert.deepEqual(await failuresOf(openProject(...CLASSES)), []);
});
