/**
 * @description Lets store customers follow contacts that move or are merged.
 */
trigger CwContactTrigger on Contact(after update, after delete) {
    new CwContactTriggerHandler().run();
}
