import { setUpWith } from '../support/global-setup';

/** The product, with room for ten clusters of one account. */
export default function setUp() {
  return setUpWith({ PUPPIS_MAX_CLUSTERS: '20' });
}
