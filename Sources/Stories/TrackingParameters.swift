/// The parameters of a query that say how a reader came to a page, not which page it is.
enum TrackingParameters {
  /// Whether the name of a parameter is one of them; in any case of letters.
  static func contain(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count <= 40 else { return false }
    let name = String(decoding: name, as: UTF8.self).lowercased()
    return names.contains(name) || families.contains { name.hasPrefix($0) }
  }

  /// What whole families of names start with.
  private static let families = [
    "utm_", "mtm_", "piwik_", "matomo_", "at_custom", "hsa_", "vero_", "mkt_", "_hs", "oly_",
    "wt.mc",
    "fb_action", "pk_camp", "pk_kw",
  ]

  private static let names: Set<String> = [
    // Advertising networks and social networks.
    "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "fbclid", "fb_ref", "fb_source", "mibextid",
    "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "epik",
    "s_kwcid",
    "srsltid", "soc_src", "soc_trk", "sr_share", "__twitter_impression", "ref_src", "ref_url",
    "wickedid", "rb_clickid", "guccounter", "guce_referrer", "guce_referrer_sig",
    // Mailings and analytics.
    "mc_cid", "mc_eid", "mc_tc", "ml_subscriber", "ml_subscriber_hash", "ck_subscriber_id",
    "hsctatracking", "_openstat", "_ga", "_gl", "_ke", "cmpid", "icid", "ncid", "smid", "spm",
    "xtor",
    "echobox", "partner_source", "pk_source", "pk_medium", "pk_content", "pk_cid", "ns_mchannel",
    "ns_source", "ns_campaign", "ns_linkname", "ns_fee", "ga_source", "ga_medium", "ga_campaign",
    "ga_content", "ga_term", "at_medium", "at_campaign", "at_campaign_type", "at_format",
    "at_link_id",
    "at_link_type", "at_link_origin", "at_bbc_team", "at_ptr_name",
  ]
}
