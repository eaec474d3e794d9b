import { setUpWith } from '../support/global-setup';

/** The product, with room for ten clusters of one account and all its bundles. */
export default function setUp() {
  return setUpWith({ PUPPIS_MAX_CLUSTERS: '20', PUPPIS_MAX_BUNDLES: '1000' });
}
