//! Which post types are content.

/// Types that WordPress and common plugins keep in the posts table and never show as a page of their own.
const INTERNAL: [&str; 47] = [
    "acf-field",
    "acf-field-group",
    "acf-post-type",
    "acf-taxonomy",
    "acf-ui-options-page",
    "action_monitor",
    "amp_validated_url",
    "attachment_revision",
    "custom-css-js",
    "custom_css",
    "customize_changeset",
    "edd_discount",
    "edd_log",
    "edd_payment",
    "elementor_library",
    "et_pb_layout",
    "feedback",
    "flamingo_contact",
    "flamingo_inbound",
    "flamingo_outbound",
    "mailpoet_page",
    "mc4wp-form",
    "ml-slider",
    "nav_menu_item",
    "oembed_cache",
    "popup_theme",
    "postman_sent_mail",
    "revision",
    "safecss",
    "scheduled-action",
    "shop_coupon",
    "shop_order",
    "shop_order_refund",
    "shop_subscription",
    "spay_email",
    "tablepress_table",
    "user_request",
    "vc_grid_item",
    "wp_block",
    "wp_font_face",
    "wp_font_family",
    "wp_global_styles",
    "wp_navigation",
    "wp_template",
    "wp_template_part",
    "wpcf7_contact_form",
    "wpforms",
];

/// Families of internal types, by how their names begin.
const INTERNAL_PREFIXES: [&str; 6] = ["jp_", "wpcf7", "_pods_", "wp_stream", "wpforms_", "tribe-ea-"];

/// Whether items of this type of WordPress hold no content of the blog, and never had an address that readers knew.
#[must_use]
pub fn is_internal_kind(kind: &str) -> bool {
    INTERNAL.binary_search(&kind).is_ok() || INTERNAL_PREFIXES.iter().any(|prefix| kind.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_told_from_machinery() {
        assert!(INTERNAL.is_sorted());
        for kind in
            ["post", "page", "attachment", "recette", "portfolio", "tribe_events", "jetpack-portfolio"]
        {
            assert!(!is_internal_kind(kind), "{kind}");
        }
        for kind in ["nav_menu_item", "revision", "wp_template_part", "jp_pay_order", "shop_order"] {
            assert!(is_internal_kind(kind), "{kind}");
        }
    }
}
