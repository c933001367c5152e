/** What every HTTP surface shares: correlation ids, limits, one way of saying no, absolute links. */
@NullMarked
package io.tenantry.platform.web;

import org.jspecify.annotations.NullMarked;
