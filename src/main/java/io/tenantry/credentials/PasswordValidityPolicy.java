package io.tenantry.credentials;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which passwords are accepted. By default nobody is made to mix characters: length and being hard to guess are what counts.
 *
 * @param minLength the fewest characters
 * @param maxLength the most characters
 * @param minCharacterClasses of how many kinds characters have to be: lower case, upper case, digits, others; 0 for any
 * @param forbidContext whether parts of the person's names and addresses, from four characters on, are kept out of it
 * @param blocklist whether passwords made of what everybody tries first are refused
 * @param history how many of his latest passwords, the present one included, a person cannot choose again
 */
public record PasswordValidityPolicy(
        @DefaultValue("15") int minLength,
        @DefaultValue("256") int maxLength,
        @DefaultValue("0") int minCharacterClasses,
        @DefaultValue("true") boolean forbidContext,
        @DefaultValue("true") boolean blocklist,
        @DefaultValue("5") int history) {}
