/**
 * The door to Backstage's notifications. The plugin `notifications` may be installed or not: readiness judges all the same,
 * and a portal without it only tells nobody. What cannot be sent is never a reason to fail what it is about.
 */

/** Something that people should know. */
export interface Notice {
  /** Entity refs of users and groups. */
  recipients: readonly string[];
  /** Entity ref of who knows already, because they did it. */
  except?: string;
  title: string;
  description: string;
  /** Path in the portal: `/readiness`. */
  link: string;
  severity: 'low' | 'normal' | 'high' | 'critical';
  /** What it is about, for who filters: `readiness.level`. */
  topic: string;
  /** A later notice of the same scope takes this one's place. */
  scope: string;
}

/** What came of a notice. */
export type Sent = 'sent' | 'not-installed' | 'failed';

/** Sends notices. Never throws. */
export interface NoticeSender {
  send(notice: Notice): Promise<Sent>;
}
