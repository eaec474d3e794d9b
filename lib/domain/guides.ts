/** The guides in the app, in reading order; each is app/docs/_guides/<slug>.md. */
export const guides = [
  {
    slug: 'introduction',
    title: 'Introduction to Docker Swarm',
    lead: 'What a swarm is, and the five words you need.',
  },
  { slug: 'getting-started', title: 'Getting started', lead: 'From an empty panel to docker run in your own shell.' },
  { slug: 'access', title: 'Access', lead: 'Ways to take it with you, to take it back, and keys of your own.' },
  {
    slug: 'swarm-and-puppis',
    title: 'Docker Swarm & Puppis',
    lead: 'What Puppis makes for you, and how the pieces meet.',
  },
  { slug: 'load-balancer', title: 'Running a load balancer', lead: 'One address in front of many containers.' },
] as const;
export type GuideSlug = (typeof guides)[number]['slug'];

export const findGuide = (slug: string) => guides.find((guide) => guide.slug === slug);
