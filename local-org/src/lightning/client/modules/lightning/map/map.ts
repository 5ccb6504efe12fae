import { api, LightningElement } from 'lwc';

/** Not supported: it needs services that only Salesforce has. Says so where it would stand. */
export default class Unsupported extends LightningElement {
  @api mapMarkers: unknown;
  @api markersTitle: unknown;
  @api zoomLevel: unknown;
  @api center: unknown;
  @api listView: unknown;
  @api options: unknown;
  @api selectedMarkerValue: unknown;
  @api showFooter: unknown;

  connectedCallback(): void {
    console.error('lightning-map (Google Maps) is not supported by the local org');
  }
}
