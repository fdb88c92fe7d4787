/** Names of app permissions that occur in Graph's messages, as it writes them [web]. */
const NAMES: ReadonlySet<string> = new Set([
  'ads_management',
  'ads_read',
  'business_management',
  'catalog_management',
  'instagram_basic',
  'instagram_branded_content_ads_brand',
  'instagram_branded_content_brand',
  'instagram_content_publish',
  'instagram_manage_comments',
  'instagram_manage_insights',
  'instagram_manage_messages',
  'leads_retrieval',
  'manage_pages',
  'pages_manage_ads',
  'pages_manage_cta',
  'pages_manage_engagement',
  'pages_manage_instant_articles',
  'pages_manage_metadata',
  'pages_manage_posts',
  'pages_messaging',
  'pages_read_engagement',
  'pages_read_user_content',
  'pages_show_list',
  'read_insights',
  'whatsapp_business_management',
  'whatsapp_business_messaging',
])

/** A permission newer than the list is recognised directly before or after the word. */
const BESIDE = /permissions?:? ['"`]?([a-z]+(?:_[a-z]+)+)|([a-z]+(?:_[a-z]+)+)['"`]? permission/g

/**
 * The permissions named in a message, in their order there: `ads_management or ads_read`; null
 * for none.
 */
export const permissionsIn = (message: string): string | null => {
  const beside = [...message.matchAll(BESIDE)].map(([, after, before]) => after ?? before)
  const known = (message.match(/[a-z]+(?:_[a-z]+)+/g) ?? []).filter((word) => NAMES.has(word))
  const names = [...new Set([...known, ...beside])]
  if (names.length === 0) return null
  return names.join(/\bor\b|\beither\b/i.test(message) ? ' or ' : ' and ')
}
