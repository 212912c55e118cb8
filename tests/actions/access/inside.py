"""What is not in the table, and why: by reason, the functions of actions that need not ask who acts."""

INSIDE: dict[str, str] = {
    "they are what the others ask": """
        access.check_counter access.check_covers access.check_lead access.check_leads access.check_may_do
        access.check_cashier access.check_publisher access.check_sees_money access.check_treasurer access.is_cashier
        access.is_treasurer
        access.acts_for access.check_others
        access.check_own access.check_owner access.check_worker access.decided_before access.is_applicant access.is_lead
        access.is_owner access.is_worker access.may_read access.of_party own_cases.holds_others
        access.their_drafts access.theirs access.works_at_counter""",
    "within another deed, which has asked": """
        answers.seen consents.subject joining.check_may_withdraw joining.list_denied joining.standing leaving.erase_own
        leaving.leave mandates.store money.bills.check_others money.bills.is_own money.bills.is_payer
        money.differences.close money.refunds.refund money.till.draw money.till.write
        decisions.keep folder.theirs messages.list_of_party documents.revoke_all erasing.erase_cases
        factors.note finding.may_find identification.lock_resident identification.note issuing.issue
        issuing.issue_each
        batches.note_print counter.look_up deliveries.come_back deliveries.deny_left letters.order looks.log
        messages.list_of messages.read money.books.enter money.books.open_bill money.settling.pay
        notes.write_as_applicant record.append
        record.event registers.put_right representatives.check_registers
        tasks.check_may_judge tasks.check_mine tasks.lock tasks.work""",
    "of the account that the door of accounts signs in, or that stands at its second step": """
        factors.note_changes recovery.ask recovery.finish""",
    "the lane of applications does step by step what `intake.submit` does": "intake.read",
}
"""Deeds that are told who acts and do not ask what they may."""

WITHOUT: dict[str, str] = {
    "the code, password or signature that is shown is the permission": """
        openid.grants.redeem openid.grants.refresh openid.grants.revoke openid.grants.tell openid.grants.is_of
        openid.parties.authenticate returns.check_link returns.deny returns.hear returns.take_receipt
        openid.issuers.finish openid.issuers.find_account
        accounts.check_password accounts.client_of accounts.use_paper cases.unlock codes.confirm codes.take
        documents.verify documents.verify_file folder.read_feed money.paying.hear own_account.open
        own_account.take_back recovery.stop """,
    "whoever asks is told the same, known here or not": """
        openid.grants.issuer openid.parties.find pushing.find_key openid.issuers.list_open openid.issuers.begin
        codes.send contacts.read editions.get_document exports.read_schema extracts.list_checkpoints
        extracts.list_leaves live.edition live.hashes live.local live.profile live.service live.services
        live.state live.today money.paying.is_offered record.newest_checkpoint record.newest_size record.prove
        record.prove_growth record.read_node record.verification_keys corrections.find_service
        corrections.list_correctable""",
    "of the account that the door of accounts signs in, or has signed in": """
        accounts.actor_of accounts.list_demo_residents codes.drop accounts.is_number contacts.find_account
        contacts.list_of contacts.is_denied contacts.note_shown desk.list_demo_staff factors.has_second factors.list_of
        factors.open factors.seal homes.end_silence homes.find homes.find_silence homes.is_reached homes.list_lines
        homes.silence homes.tell_silence recovery.find_open signed_in.end_all signed_in.note""",
    "the lane of applications does step by step what `intake.submit` does": """
        intake.begin intake.settle writing.put""",
    "reckoning, with nothing of anybody's": """
        money.giving_back.list_places money.giving_back.most_alone money.reasons.check openid.secrets.find_id
        openid.secrets.fits openid.secrets.new openid.issuers.back openid.issuers.keep
        appeals.last_day city.current city.new_id city.now drafts.check_language editions.compare
        editions.find_first_day editions.find_waiting files.clean_name files.list_of_nobody
        identification.check_document limits.is_reached limits.take messages.show_outputs money.books.add_up
        money.books.plan parties.is_person statistics.mix verification.epochs.list_begun writing.count_waiting""",
    "names of staff, for what whoever asks may see": "desk.name_staff",
    "within another deed, which has asked": """
        batches.find batches.note_posted contacts.list_reached deliveries.choose drafts.move
        deliveries.find_mail deliveries.forget_reader deliveries.hand_over deliveries.mail_id deliveries.party_of
        deliveries.start_again
        deliveries.stop_link sheets.new_reference sheets.render_batch sheets.render_one deliveries.find_stopped
        deliveries.write files.delete_kept files.list_kept messages.content_of money.differences.lock money.fees.ask
        money.fees.stop money.numbering.draw money.settling.go_on money.settling.hold openid.consents.tell_all
        preferences.list_contact_ways preferences.list_ways preferences.of openid.issuers.tell_all
        access.is_joint access.list_parties answers.list_erased answers.list_parts answers.of answers.open_part
        answers.shared joining.list_applicants leaving.list_own sealing.own_key access.check_open access.list_teams
        access.list_teams_of_department accounts.add accounts.add_resident
        accounts.find appeals.may_appeal dispatches.post_to_devices pushing.end_all pushing.forget pushing.index_again
        pushing.is_reached pushing.tell pushing.tell_all pushing.word
        cases.list_papers cases.paper checkpoints.epoch checkpoints.sign
        contacts.add contacts.silence contacts.index_again contacts.remove drafts.index_again
        decisions.base decisions.find_dismissal
        decisions.first decisions.list_of decisions.of_policy decisions.read dispatches.post
        documents.keep_stubs duplicates.count duplicates.link duplicates.seek erasing.erase_drafts
        erasures.note factors.drop_all files.list_of inquiries.list_of
        intake.prepare journeys.answered journeys.apply journeys.ask
        journeys.end_delays journeys.facts
        journeys.finish journeys.holding journeys.list_due journeys.lock journeys.lock_each
        journeys.open_appeal journeys.open_delay journeys.read journeys.restart journeys.undo journeys.withdraw
        journeys.withdraw_appeal letters.content_of letters.is_under_way looks.list_of looks.see
        mandates.name_holders mandates.names_of mandates.tell messages.key_of
        messages.link messages.write messages.write_notice money.bills.see money.books.lock
        money.books.stand money.differences.note money.refunds.give_back_overpaid money.refunds.hear
        money.transfers.forget money.transfers.keep
        notes.hear notes.list_of notes.open_text notes.read notes.write
        notices.tell own_account.tell_all parties.add parties.known
        parties.name_of parties.put_right parties.remember registers.check registers.find_reported
        queues.line record.first_leaves record.list_of record.open_epoch
        sealing.account_key sealing.case_key sealing.case_secret
        sealing.document_key sealing.draft_key
        sealing.file_key sealing.find_stored sealing.hold sealing.index sealing.list_wrapped sealing.mandate_key
        returns.is_denied sealing.mailed_secret
        sealing.new_key sealing.open sealing.open_json sealing.open_key sealing.open_text sealing.party_key
        sealing.read_keys sealing.seal sealing.seal_json sealing.seal_text sealing.transfer_key sealing.search
        sealing.search_code
        sealing.secret_indexes sealing.sent_key
        sealing.unwrap slips.issue slips.use templates.gather
        templates.name_applicant
        verification.decisions.check verification.events.check
        verification.tree.check warnings.send writing.write""",
    "the machinery of the city: jobs, commands and seeding": """
        batches.gather deliveries.remind deliveries.send_due money.reminding.remind openid.grants.forget
        permits.remind returns.take
        accounts.add_client accounts.forget_clients accounts.keep_clients accounts.revoke_client backlog.take
        beginnings.begin beginnings.begin_each checkpoints.check_not_back checkpoints.find_kept
        checkpoints.find_newest checkpoints.keep_newest
        checkpoints.went_back city.install codes.forget dispatches.forget dispatches.send issuing.delay
        issuing.rehearse
        documents.delete_stubs editions.find_newest epochs.last_deed epochs.list_openings epochs.open_new
        erasing.replay erasures.list_since files.delete_loose journeys.close_again letters.forget
        limits.forget live.forget live.keep_fresh messages.send messages.send_each
        money.paying.look_after
        money.reconciling.reconcile money.refunds.send
        money.transfers.forget_old outbox.drain record.seal record.seal_all recovery.forget
        replays.replay restores.list_stored restores.settle retention.delete_expired rotation.count_uses
        rotation.rotate staffing.add staffing.close statistics.keep verification.verify writing.is_well""",
}
"""What takes no actor."""
