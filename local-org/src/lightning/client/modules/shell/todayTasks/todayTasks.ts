import { LightningElement } from 'lwc';
import { query } from '@local-org/rest';
import { goTo } from '@local-org/router';
import { session } from '@local-org/runtime';
import { messageOf, valueAt } from '@local-org/values';

const MOST = 5;

interface Due {
  id: string;
  subject: string;
  about: string;
  target: string;
}

/** The user's open tasks that are due today. */
export default class TodayTasks extends LightningElement {
  readonly all = '/lightning/o/Task/list';
  tasks: Due[] = [];
  loaded = false;
  error = '';

  connectedCallback(): void {
    this.load();
  }

  get hasTasks(): boolean {
    return this.tasks.length > 0;
  }

  private async load(): Promise<void> {
    try {
      const { records } = await query(
        `SELECT Id, Subject, Who.Name, What.Name FROM Task WHERE OwnerId = '${session.user.id}' AND IsClosed = FALSE ` +
          `AND ActivityDate = TODAY ORDER BY CreatedDate LIMIT ${MOST}`
      );
      this.tasks = records.map((row) => ({
        id: String(row.Id),
        subject: String(row.Subject ?? 'Task'),
        about: [valueAt(row, 'Who.Name'), valueAt(row, 'What.Name')].filter(Boolean).join(' · '),
        target: `/lightning/r/Task/${row.Id}/view`
      }));
    } catch (error) {
      this.error = messageOf(error);
    }
    this.loaded = true;
  }

  handleLink(event: Event): void {
    event.preventDefault();
    goTo((event.currentTarget as HTMLElement).dataset.target ?? '/');
  }
}
