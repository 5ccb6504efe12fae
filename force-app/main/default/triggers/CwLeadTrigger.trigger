/**
 * @description Lets store customers follow leads that are converted.
 */
trigger CwLeadTrigger on Lead(after update) {
    new CwLeadTriggerHandler().run();
}
