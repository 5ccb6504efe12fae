/**
 * @description Lets the records of a store company follow its account.
 */
trigger CwCompanyTrigger on Commerce_Company__c(before update, after update) {
    new CwCompanyTriggerHandler().run();
}
